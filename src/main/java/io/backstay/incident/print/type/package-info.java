/// The letters of a PDF: which installed font shows what our own lacks, how letters join, and in which order they
/// stand.
@NullMarked
package io.backstay.incident.print.type;

import org.jspecify.annotations.NullMarked;
