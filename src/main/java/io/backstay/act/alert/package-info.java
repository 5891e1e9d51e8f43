/// What went wrong with backups while nobody looked, told once.
@NullMarked
package io.backstay.act.alert;

import org.jspecify.annotations.NullMarked;
