/// Neon's API: whether a key is taken.
@NullMarked
package io.backstay.connect.neon;

import org.jspecify.annotations.NullMarked;
