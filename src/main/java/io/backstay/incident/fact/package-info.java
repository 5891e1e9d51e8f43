/// What a report states and nobody may type over, with its source, and the prose that stands around it.
@NullMarked
package io.backstay.incident.fact;

import org.jspecify.annotations.NullMarked;
