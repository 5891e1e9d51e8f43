/// The house rules, as tests: each failure says what to do.
@NullMarked
package io.backstay.rules;

import org.jspecify.annotations.NullMarked;
