/// Tests of connections from a terminal.
@NullMarked
package io.backstay.cli.connection;

import org.jspecify.annotations.NullMarked;
