/// Everything an operator can ask for, used by window and terminal alike.
@NullMarked
package io.backstay.act;

import org.jspecify.annotations.NullMarked;
