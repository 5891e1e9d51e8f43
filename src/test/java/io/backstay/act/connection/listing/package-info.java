@NullMarked
package io.backstay.act.connection.listing;

import org.jspecify.annotations.NullMarked;
