/// Asks a person at a terminal for a new connection, question by question.
@NullMarked
package io.backstay.cli.connection.guide;

import org.jspecify.annotations.NullMarked;
