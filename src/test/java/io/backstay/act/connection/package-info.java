/// Tests of connections and the file that holds them.
@NullMarked
package io.backstay.act.connection;

import org.jspecify.annotations.NullMarked;
