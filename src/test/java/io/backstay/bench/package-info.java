/// Measurements beside peers, run on purpose only and printed for people.
@NullMarked
package io.backstay.bench;

import org.jspecify.annotations.NullMarked;
