/// The vault of one state folder as window and terminal use it, and the throw-away one of a lab.
@NullMarked
package io.backstay.act.vault;

import org.jspecify.annotations.NullMarked;
