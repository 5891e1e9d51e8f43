/// Hears from the desktop whether the screen of this session is locked.
@NullMarked
package io.backstay.app.session;

import org.jspecify.annotations.NullMarked;
