/** Telling: what is owed reaches whom it is owed to, with receipts. */
@NullMarked
@CheckReturnValue
package vn.phusong.alert;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
