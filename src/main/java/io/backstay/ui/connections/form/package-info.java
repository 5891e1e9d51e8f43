/// What the form for a new connection asks, and the connection that its answers make.
@NullMarked
package io.backstay.ui.connections.form;

import org.jspecify.annotations.NullMarked;
