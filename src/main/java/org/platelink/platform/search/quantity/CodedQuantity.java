package org.platelink.platform.search.quantity;

import ca.uhn.fhir.rest.param.QuantityParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;

/** The value of a composite parameter, a code and a quantity that belong together, in the form of one that HAPI knows. */
final class CodedQuantity extends QuantityParam {

    private static final long serialVersionUID = 1L;

    private final transient TokenParam code;
    private final transient List<CodeValuePath> places;

    CodedQuantity(TokenParam code, QuantityParam quantity, List<CodeValuePath> places) {
        super(quantity.getPrefix(), quantity.getValue(), quantity.getSystem(), quantity.getUnits());
        this.code = code;
        this.places = List.copyOf(places);
    }

    TokenParam code() {
        return code;
    }

    /** Where the two may stand, in any of which they fit. */
    List<CodeValuePath> places() {
        return places;
    }
}
