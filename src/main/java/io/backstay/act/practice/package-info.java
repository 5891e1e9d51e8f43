/// The practice lab, and where what is named is found: there, or behind a connection.
@NullMarked
package io.backstay.act.practice;

import org.jspecify.annotations.NullMarked;
