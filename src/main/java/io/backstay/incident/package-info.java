/// The case and its report, written from the record.
@NullMarked
package io.backstay.incident;

import org.jspecify.annotations.NullMarked;
