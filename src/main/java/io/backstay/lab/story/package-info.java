/// What goes wrong in a practice estate: damaged values, damaged files, an attack, a lost server.
@NullMarked
package io.backstay.lab.story;

import org.jspecify.annotations.NullMarked;
