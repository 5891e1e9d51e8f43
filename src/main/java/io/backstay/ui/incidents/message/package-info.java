/// What the customer of a case is told: drafts that are edited, checked, saved and marked as sent; nothing is sent.
@NullMarked
package io.backstay.ui.incidents.message;

import org.jspecify.annotations.NullMarked;
