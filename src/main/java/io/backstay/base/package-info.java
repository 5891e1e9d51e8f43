/// Units, ids and the vocabulary of failure; imports only the JDK.
@NullMarked
package io.backstay.base;

import org.jspecify.annotations.NullMarked;
