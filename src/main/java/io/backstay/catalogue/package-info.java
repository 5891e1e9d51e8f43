/// What we have seen and when, in SQLite; answers while offline.
@NullMarked
package io.backstay.catalogue;

import org.jspecify.annotations.NullMarked;
