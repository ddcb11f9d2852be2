# Defines two targets, in the project that adds this directory or finds the installed package:
#
#   flameup::flameup   the headers, and those of Boost
#   flameup::json      flameup::flameup, and what a program compiles once: flameup/src.hpp
#
# Libraries link the first, and the program links the second. The headers of Boost are, in this
# order: those beside flameup.hpp; those of the target Boost::headers; those in Boost_INCLUDE_DIR;
# those below BOOST_ROOT; those that find_package(Boost CONFIG) finds; those that the compiler finds.
#
# Set before, FLAMEUP_LINK_BOOST_JSON makes flameup::json link the project's target Boost::json, a
# compiled Boost.JSON, in place of flameup/src.hpp.

if(TARGET flameup::flameup)
  return()
endif()
get_filename_component(flameup_headers "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)

# Ends the configuration with a message; a find_package without REQUIRED only fails.
macro(flameup_refuse why)
  if(DEFINED CMAKE_FIND_PACKAGE_NAME)
    set(${CMAKE_FIND_PACKAGE_NAME}_FOUND FALSE)
    set(${CMAKE_FIND_PACKAGE_NAME}_NOT_FOUND_MESSAGE "${why}")
    return()
  endif()
  message(FATAL_ERROR "flameup: ${why}")
endmacro()

set(flameup_boost)
set(flameup_version_header "boost/version.hpp")
if(EXISTS "${flameup_headers}/${flameup_version_header}")
  set(flameup_boost "${flameup_headers}")
elseif(NOT TARGET Boost::headers)
  find_path(Boost_INCLUDE_DIR ${flameup_version_header}
    HINTS ${BOOST_ROOT} ${Boost_ROOT} ENV BOOST_ROOT ENV Boost_ROOT
    PATH_SUFFIXES include NO_DEFAULT_PATH)
  if(NOT Boost_INCLUDE_DIR)
    find_package(Boost CONFIG QUIET)
  endif()
  if(NOT TARGET Boost::headers)
    find_path(Boost_INCLUDE_DIR ${flameup_version_header})
  endif()
  if(Boost_INCLUDE_DIR)
    set(flameup_boost "${Boost_INCLUDE_DIR}")
  endif()
endif()
if(NOT flameup_boost AND TARGET Boost::headers)
  get_target_property(flameup_is_found Boost::headers IMPORTED)
  if(flameup_is_found) # and perhaps not known where flameup::flameup is linked
    get_target_property(flameup_boost Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
  endif()
endif()

# The version, as 108100, where the headers are known: not before a Boost that is built along is.
set(flameup_boost_version)
foreach(flameup_directory IN LISTS flameup_boost)
  if(EXISTS "${flameup_directory}/${flameup_version_header}")
    file(STRINGS "${flameup_directory}/${flameup_version_header}" flameup_boost_version
      REGEX "^#define BOOST_VERSION [0-9]+")
    string(REGEX REPLACE "[^0-9]+" "" flameup_boost_version "${flameup_boost_version}")
  endif()
endforeach()
set(flameup_needs "It needs the headers of Boost 1.81 or newer: set BOOST_ROOT to an unpacked Boost, \
or install them (Debian 13: libboost-dev, Debian 12: libboost1.81-dev).")
if(NOT flameup_boost AND NOT TARGET Boost::headers)
  flameup_refuse("Boost is not found. ${flameup_needs}")
elseif(flameup_boost_version AND flameup_boost_version LESS 108100)
  flameup_refuse("The Boost in ${flameup_boost} is too old (${flameup_boost_version}). \
${flameup_needs}")
elseif(FLAMEUP_LINK_BOOST_JSON AND NOT TARGET Boost::json)
  flameup_refuse("FLAMEUP_LINK_BOOST_JSON needs the target Boost::json: \
call find_package(Boost REQUIRED COMPONENTS json) before.")
endif()

add_library(flameup::flameup INTERFACE IMPORTED GLOBAL)
target_compile_features(flameup::flameup INTERFACE cxx_std_17)
target_include_directories(flameup::flameup INTERFACE "${flameup_headers}")
if(MSVC) # where Boost's headers ask for compiled libraries otherwise
  target_compile_definitions(flameup::flameup INTERFACE BOOST_JSON_NO_LIB BOOST_URL_NO_LIB)
endif()
if(flameup_boost)
  target_include_directories(flameup::flameup INTERFACE ${flameup_boost})
else()
  target_link_libraries(flameup::flameup INTERFACE Boost::headers)
endif()

add_library(flameup::json INTERFACE IMPORTED GLOBAL)
target_link_libraries(flameup::json INTERFACE flameup::flameup)
if(FLAMEUP_LINK_BOOST_JSON)
  target_link_libraries(flameup::json INTERFACE Boost::json)
else()
  set(flameup_unit "${CMAKE_CURRENT_BINARY_DIR}/flameup_json.cpp")
  set(flameup_source flameup/src.hpp)
  if(NOT EXISTS "${flameup_headers}/${flameup_source}") # a folder for programs without its types
    set(flameup_source flameup/src_typed.hpp)
  endif()
  if(NOT EXISTS "${flameup_unit}")
    file(WRITE "${flameup_unit}" "#include <${flameup_source}>\n")
  endif()
  add_library(flameup_json STATIC EXCLUDE_FROM_ALL "${flameup_unit}")
  target_link_libraries(flameup_json PRIVATE flameup::flameup)
  set_target_properties(flameup_json PROPERTIES POSITION_INDEPENDENT_CODE ON)
  if(flameup_boost_version LESS 108300 AND NOT MSVC)
    target_compile_options(flameup_json PRIVATE -fexceptions) # whatever the project has
  endif()
  target_link_libraries(flameup::json INTERFACE flameup_json)
endif()
