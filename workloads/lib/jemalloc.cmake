# workload_jemalloc: the distribution's static jemalloc with its public names prefixed by je_, without its C++
# operators and without its constructor. It then lives beside the C library's malloc in one program.
find_library(JEMALLOC_ARCHIVE NAMES libjemalloc_pic.a libjemalloc.a REQUIRED)
set(prefixed ${CMAKE_CURRENT_BINARY_DIR}/libje_prefixed.a)
set(symbols ${CMAKE_CURRENT_LIST_DIR}/jemalloc_symbols.txt)
add_custom_command(
  OUTPUT ${prefixed}
  COMMAND ${CMAKE_COMMAND} -E copy ${JEMALLOC_ARCHIVE} ${prefixed}
  COMMAND ${CMAKE_AR} d ${prefixed} jemalloc_cpp.pic.o jemalloc_cpp.o
  COMMAND ${CMAKE_OBJCOPY} --redefine-syms=${symbols} --remove-section=.init_array
          --remove-section=.rela.init_array ${prefixed}
  DEPENDS ${JEMALLOC_ARCHIVE} ${symbols}
  VERBATIM)
add_custom_target(workload_jemalloc_archive DEPENDS ${prefixed})
find_package(Threads REQUIRED)
add_library(workload_jemalloc INTERFACE)
add_dependencies(workload_jemalloc workload_jemalloc_archive)
target_link_libraries(workload_jemalloc INTERFACE ${prefixed} Threads::Threads ${CMAKE_DL_LIBS} m)
