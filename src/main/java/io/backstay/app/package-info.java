/// `main()`: reads the environment, builds every room once by plain constructors, closes them in reverse.
@NullMarked
package io.backstay.app;

import org.jspecify.annotations.NullMarked;
