/// Clocks of cases that should be heard, each once.
@NullMarked
package io.backstay.act.bell;

import org.jspecify.annotations.NullMarked;
