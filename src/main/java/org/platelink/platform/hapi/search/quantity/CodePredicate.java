package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.rest.param.TokenParam;
import com.healthmarketscience.sqlbuilder.BinaryCondition;
import com.healthmarketscience.sqlbuilder.ComboCondition;
import com.healthmarketscience.sqlbuilder.Condition;
import com.healthmarketscience.sqlbuilder.CustomSql;
import com.healthmarketscience.sqlbuilder.SelectQuery;
import com.healthmarketscience.sqlbuilder.UnaryCondition;

/**
 * SQL predicate that the resource of a quantity also has a given code, by HAPI's token index.
 *
 * @param values the predicates of the quantity, whose query this one is part of
 * @param type the type of the resource
 * @param parameter the search parameter of the code
 */
record CodePredicate(QuantityPredicates values, String type, String parameter) {

    /** The name of a searched code in the quantity index. */
    static String indexed(TokenParam code) {
        return code.getSystem() == null
                ? IndexName.code(code.getValue())
                : IndexName.code(code.getSystem(), code.getValue());
    }

    Condition has(TokenParam code) {
        PartitionSettings partitions = values.partitions();
        RequestPartitionId all = RequestPartitionId.allPartitions();
        boolean isOfAnySystem = code.getSystem() == null;
        long hash = isOfAnySystem
                ? ResourceIndexedSearchParamToken.calculateHashValue(partitions, all, type, parameter, code.getValue())
                : ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                        partitions, all, type, parameter, code.getSystem(), code.getValue());
        SelectQuery tokens = new SelectQuery();
        tokens.addCustomColumns(1);
        tokens.addCustomFromTable(new CustomSql("HFJ_SPIDX_TOKEN coded"));
        tokens.addCondition(ComboCondition.and(
                BinaryCondition.equalTo(new CustomSql("coded.RES_ID"), values.getResourceIdColumn()),
                BinaryCondition.equalTo(
                        new CustomSql(isOfAnySystem ? "coded.HASH_VALUE" : "coded.HASH_SYS_AND_VALUE"),
                        values.placeholder(hash))));
        return UnaryCondition.exists(tokens);
    }
}
