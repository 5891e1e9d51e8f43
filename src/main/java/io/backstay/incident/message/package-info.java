/// What the customer is told, drafted for a person who sends it; nothing is sent from here.
@NullMarked
package io.backstay.incident.message;

import org.jspecify.annotations.NullMarked;
