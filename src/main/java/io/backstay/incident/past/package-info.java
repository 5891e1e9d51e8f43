/// Cases that are over and those that run: finding them by their words, and what they came to in numbers.
@NullMarked
package io.backstay.incident.past;

import org.jspecify.annotations.NullMarked;
