/// Reports put on paper: Markdown, HTML and PDF from the same text, with the pictures that belong to it.
@NullMarked
package io.backstay.incident.print;

import org.jspecify.annotations.NullMarked;
