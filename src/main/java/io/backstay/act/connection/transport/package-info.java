/// The transports to object stores and providers, and the record of every call over them that changes something.
@NullMarked
package io.backstay.act.connection.transport;

import org.jspecify.annotations.NullMarked;
