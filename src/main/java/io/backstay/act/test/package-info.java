/// Restore tests: real restores into scratch, measured, with evidence, and what compliance makes of them.
@NullMarked
package io.backstay.act.test;

import org.jspecify.annotations.NullMarked;
