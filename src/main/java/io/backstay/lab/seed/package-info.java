/// The practice estate's firms and everything they own, made by a seed.
@NullMarked
package io.backstay.lab.seed;

import org.jspecify.annotations.NullMarked;
