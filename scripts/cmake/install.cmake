# Installed: the program, the text library with its three headers, and what
# find_package(tonglan) needs: target tonglan::tonglan_text.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS tonglan_text EXPORT tonglan_targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES src/document.h src/options.h src/tonglan.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tonglan)
install(EXPORT tonglan_targets NAMESPACE tonglan:: FILE tonglan-targets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tonglan)
configure_package_config_file(scripts/cmake/tonglan-config.cmake.in
  ${PROJECT_BINARY_DIR}/tonglan-config.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tonglan)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tonglan-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tonglan-config.cmake
              ${PROJECT_BINARY_DIR}/tonglan-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tonglan)
