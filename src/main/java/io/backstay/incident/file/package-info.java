/// A case as one file, to be opened on another workstation.
@NullMarked
package io.backstay.incident.file;

import org.jspecify.annotations.NullMarked;
