/// What goes wrong in a practice estate, and the ways by which its product writes rows and files.
@NullMarked
package io.backstay.lab.story;

import org.jspecify.annotations.NullMarked;
