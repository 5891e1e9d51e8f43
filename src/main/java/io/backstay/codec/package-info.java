/// Bounded, strict JSON, YAML, XML and CSV in and out; the only room with Jackson's parsers.
@NullMarked
package io.backstay.codec;

import org.jspecify.annotations.NullMarked;
