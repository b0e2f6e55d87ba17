package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.rest.param.QuantityParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;

/** A composite parameter value of a code and a quantity, as a subtype of HAPI's quantity parameter. */
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

    /** The locations in which code and quantity may stand together; a match in any of them is enough. */
    List<CodeValuePath> places() {
        return places;
    }
}
