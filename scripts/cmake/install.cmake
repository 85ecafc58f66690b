# Installed: the program, the text library with its three headers, the interface for C, and what
# find_package(tonglan) needs: targets tonglan::tonglan_text and tonglan::tonglan_c. Under
# share/tonglan: the Python module, what runs tonglan on clusters, examples.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS tonglan_text tonglan_c EXPORT tonglan_targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES src/document.h src/options.h src/tonglan.h src/tonglan_c.h
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
install(FILES scripts/python/tonglan.py DESTINATION ${CMAKE_INSTALL_DATADIR}/tonglan)
install(DIRECTORY scripts/examples DESTINATION ${CMAKE_INSTALL_DATADIR}/tonglan)
install(DIRECTORY scripts/engines DESTINATION ${CMAKE_INSTALL_DATADIR}/tonglan
        USE_SOURCE_PERMISSIONS)
