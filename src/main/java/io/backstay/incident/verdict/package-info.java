/// Whether what a customer lost can come back, told so that a customer understands it.
@NullMarked
package io.backstay.incident.verdict;

import org.jspecify.annotations.NullMarked;
