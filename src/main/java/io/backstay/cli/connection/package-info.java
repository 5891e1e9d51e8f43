/// The subcommands about connections: set up, proven, listed into the catalogue.
@NullMarked
package io.backstay.cli.connection;

import org.jspecify.annotations.NullMarked;
