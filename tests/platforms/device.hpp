#ifndef FLAMEUP_TESTS_PLATFORMS_DEVICE_HPP
#define FLAMEUP_TESTS_PLATFORMS_DEVICE_HPP

/// Writes text to where the device's user sees it.
void show(const char* text);

#endif
