package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.LenientErrorHandler;

/**
 * HAPI's context with parsers that refuse numbers beyond {@link org.platelink.platform.number.NumberBounds}, so that they are refused
 * wherever JSON or XML is read for a request: bodies, entries of bundles, results of patches, what the intake takes. HAPI itself
 * writes a number out in plain digits while it parses it.
 */
final class BoundedFhirContext extends FhirContext {

    private final DecimalElements decimals = new DecimalElements(this);
    private IParserErrorHandler errors = new LenientErrorHandler();

    BoundedFhirContext() {
        super(FhirVersionEnum.R4);
    }

    @Override
    public FhirContext setParserErrorHandler(IParserErrorHandler handler) {
        errors = handler;
        return super.setParserErrorHandler(handler);
    }

    @Override
    public IParser newJsonParser() {
        return new BoundedJsonParser(this, errors, decimals);
    }

    @Override
    public IParser newXmlParser() {
        return new BoundedXmlParser(this, errors, decimals);
    }
}
