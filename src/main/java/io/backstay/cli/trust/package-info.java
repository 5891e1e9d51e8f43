/// Whose signatures count, from a terminal.
@NullMarked
package io.backstay.cli.trust;

import org.jspecify.annotations.NullMarked;
