/// Restore tests from a terminal.
@NullMarked
package io.backstay.cli.test;

import org.jspecify.annotations.NullMarked;
