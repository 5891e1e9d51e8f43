/// The same acts from a terminal.
@NullMarked
package io.backstay.cli;

import org.jspecify.annotations.NullMarked;
