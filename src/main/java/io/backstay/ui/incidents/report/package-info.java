/// The report of a case as it is written on the screen: its sections, its claims, and what hands it on.
@NullMarked
package io.backstay.ui.incidents.report;

import org.jspecify.annotations.NullMarked;
