/*
 * Functions that jazzer.js 4.0.0 was linked to and that Debian 12's libraries (glibc 2.36, GCC 12) do not have yet.
 * Preloaded beside a copy of its module in which `loadable.mjs` made the demand for those versions a weak one.
 */
#include <stdlib.h>

long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }

unsigned long __isoc23_strtoul(const char *text, char **end, int base) { return strtoul(text, end, base); }

/* The streams of C++ were set up when Node began. */
void _ZSt21ios_base_library_initv(void) {}
