/// What the form for a new connection asks, and the connection that its answers make.
@NullMarked
package io.backstay.act.connection.form;

import org.jspecify.annotations.NullMarked;
