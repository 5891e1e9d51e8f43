/// What new servers and stated ones are made of.
@NullMarked
package io.backstay.act.connection.staging;

import org.jspecify.annotations.NullMarked;
