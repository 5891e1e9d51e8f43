/// What is asked for a new connection, in the window and on a terminal, and the connection that the answers make.
@NullMarked
package io.backstay.act.connection.form;

import org.jspecify.annotations.NullMarked;
