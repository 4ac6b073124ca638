# limitest_embed(TARGET SYMBOL NAMESPACE OUTPUT FILES...): text files as a table in a generated source, so that
# one static program carries them. Declares `std::span<const EmbeddedFile> SYMBOL()`; names are relative to BASE.
function(limitest_embed target)
  cmake_parse_arguments(ARG "" "FUNCTION;BASE" "FILES" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${ARG_FUNCTION}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFUNCTION=${ARG_FUNCTION} -DBASE=${ARG_BASE} "-DFILES=${ARG_FILES}" -DOUTPUT=${output}
            -P ${CMAKE_SOURCE_DIR}/ci/cmake/embed_script.cmake
    DEPENDS ${ARG_FILES} ${CMAKE_SOURCE_DIR}/ci/cmake/embed_script.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
