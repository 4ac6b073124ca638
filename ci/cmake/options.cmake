# What every target of ours is built with, and the two ways a target is made.

add_library(limitest_options INTERFACE)
target_include_directories(limitest_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(limitest_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
                       -Wno-missing-field-initializers)  # designated initialisers leave out what has a default
target_compile_definitions(limitest_options INTERFACE LIMITEST_VERSION="${PROJECT_VERSION}" _GNU_SOURCE)
if(LIMITEST_SANITIZE)
  target_compile_options(limitest_options INTERFACE -fsanitize=${LIMITEST_SANITIZE} -fno-sanitize-recover=all
                                                    -fno-omit-frame-pointer)
  target_link_options(limitest_options INTERFACE -fsanitize=${LIMITEST_SANITIZE})
endif()

find_package(fmt REQUIRED)
add_library(limitest_fmt STATIC ${CMAKE_SOURCE_DIR}/ci/cmake/fmt.cpp)
find_package(nlohmann_json REQUIRED)

# A folder's code: limitest_library(NAME SOURCES x.cpp... USES other-targets...)
function(limitest_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC limitest_options limitest_fmt ${ARG_USES})
endfunction()

# All that `ctest -L unit` runs.
add_custom_target(unit_tests)

# The tests beside that code, in one program: limitest_tests(NAME SOURCES x_test.cpp... USES ... [LABEL unit] [TIMEOUT seconds])
function(limitest_tests name)
  if(NOT LIMITEST_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;USES" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE limitest_options ${ARG_USES} GTest::gtest_main GTest::gmock)
  if(ARG_LABEL STREQUAL "unit")
    add_dependencies(unit_tests ${name})
  endif()
  # Tests that look for what a run leaves behind must not see that of another.
  set(lock "")
  if(ARG_LABEL STREQUAL "kernel")
    set(lock RESOURCE_LOCK cgroups)
  endif()
  gtest_discover_tests(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} ${lock} DISCOVERY_TIMEOUT 30)
endfunction()

# A program that is shipped: static, unless it says DYNAMIC, and stripped where the preset says so.
function(limitest_program name)
  cmake_parse_arguments(ARG "DYNAMIC" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE limitest_options ${ARG_USES})
  if(LIMITEST_STATIC AND NOT ARG_DYNAMIC)
    target_link_options(${name} PRIVATE -static)
  endif()
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(${name} PRIVATE -s)
  endif()
endfunction()
