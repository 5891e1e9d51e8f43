/// The way out of this machine: whose certificates count, and to which addresses a connection may be made.
@NullMarked
package io.backstay.connect.http.way;

import org.jspecify.annotations.NullMarked;
