/// Asks the system and the JVM to keep this process's memory to itself, and observes what came of it.
@NullMarked
package io.backstay.app.protect;

import org.jspecify.annotations.NullMarked;
