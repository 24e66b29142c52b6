"""The names that exports give to the fields of a feedback.

Chinese and English ones stand here, those of further languages in `header_words`.

Within a field the better name stands first: where a file has two, the earlier one is taken.
"""

from assistant.ingest.header_words import FOREIGN_NAMES

__all__ = ["FIELDS", "NAMES", "OWN_NAMES"]

OWN_NAMES: dict[str, str] = {
    "id": """
        feedback_id review_id comment_id object_id tweet_id response_id survey_id ticket_id
        message_id
        post_id case_id record_id answer_id respondent_id external_id review_no ticket_number
        case_number uuid guid id
        ref ref_no reference reference_number
        评论id 评价id 反馈id 评论编号 评价编号 反馈编号 反馈单号 工单号
        工单编号 工单id 答卷编号 答卷id
        问卷编号 记录id 记录编号 流水号 编号""",
    "text": """
        review_text review_body review_content reviewtext feedback_text feedback_content
        feedback_message comment_text comment_body comment_content comments customer_comment
        customer_feedback customer_review user_review user_comment open_feedback open_text
        open_ended_response free_text verbatim review reviews comment feedback tweet_text
        full_text tweet text body content message description response answer remark remarks
        opinion details detail text_content post note notes
        评论内容 评价内容 反馈内容 留言内容 评论正文 评价正文 评论详情 评价详情 评论文本 评价文本
        反馈文本 用户评论 用户评价 用户反馈 客户评论 客户评价 客户反馈 客户留言 买家评论 买家评价
        买家留言 首次评价 初评 初次评价 意见内容 投诉内容 咨询内容 问题描述 描述 意见 意见建议
        建议 开放题 原因说明 评论 评价 反馈 点评 点评内容 留言 内容 正文 文本 原文 推文 备注""",
    "title": """
        review_title review_headline review_summary title headline subject summary heading
        评论标题 评价标题 标题 主题""",
    "time": """
        submitted_at created_at review_time review_date review_created reviewed_at comment_time
        comment_date commented_at feedback_time feedback_date feedback_at tweet_created
        review_creation_date completed completed_on submission_timestamp submitted_date
        posted_at post_date post_time posted published_at publish_date date_published
        published date_created created_date created_time create_time create_date creation_date
        submit_time submit_date submitted submission_date submission_time date_submitted
        submitted_on created_on survey_date response_date response_time answered_at
        answer_date completed_at end_date recorded_date review_timestamp timestamp
        datetime date_time time date created at when unix_review_time
        评论时间 评价时间 反馈时间 评论日期 评价日期 反馈日期 提交时间 提交日期 创建时间 创建日期
        时间戳记 时间戳 提交答卷时间 答卷时间 评价日 追加时间
        发布时间 发布日期 发表时间 发表日期 留言时间 投诉时间 答题时间 填写时间 回答时间 记录时间
        录入时间 初评时间 点评时间 调研时间 时间 日期""",
    "rating": """
        rating review_rating star_rating overall_rating customer_rating user_rating rating_score
        review_score rating_value ratings overall stars star score csat csat_score
        review_stars stars_rating number_of_stars star_count
        satisfaction satisfaction_score satisfaction_rating overall_score overall_satisfaction
        customer_satisfaction grade
        评分 评论评分 评价评分 商品评分 总体评分 综合评分 总评分 用户评分 客户评分 星级 评价星级
        评论星级 评分星级 打分 分数 得分 满意度 满意度评分 客户满意度 总体满意度 整体满意度 评价等级
        评价级别 评级 星数 csat评分 评价结果 好中差评 评价类型 评分等级
        用户打分 总体评价 描述相符 宝贝与描述相符""",
    "nps": """
        nps nps_score nps_rating nps_value nps_response net_promoter_score net_promoter
        likelihood_to_recommend recommend_score recommendation_score likely_to_recommend
        would_recommend_score recommend
        nps评分 nps得分 nps分数 nps打分 nps值 净推荐值 净推荐分 推荐意愿 推荐度 推荐分 推荐评分
        推荐可能性 推荐意愿评分""",
    "ces": """
        ces ces_score customer_effort customer_effort_score effort effort_score
        ces评分 ces得分 费力度 客户费力度 用户费力度 费力度评分 省力度""",
    "channel": """
        channel channel_name sales_channel feedback_channel review_channel platform
        platform_name store_channel marketplace medium via submitted_via received_via
        contact_channel contact_method where_bought bought_at purchased_at purchased_from
        渠道 渠道名称 反馈渠道 评论渠道 评价渠道 销售渠道 来源渠道 渠道来源 来源平台 平台 平台名称
        电商平台 购买渠道""",
    "product": """
        product_name product_title product product_handle handle product_line product_id sku
        sku_name sku_id item item_name
        item_id item_title asin parent_asin spu goods goods_name clothing_id airline model brand
        hotel hotel_name restaurant restaurant_name app app_name product_category
        category category_name cat article article_name part part_name component module
        feature feature_name feature_area product_area service_name course course_name
        store store_name shop shop_name branch branch_name outlet venue
        商品 商品名称 商品名 产品 产品名称 产品名 商品标题 宝贝 宝贝名称 宝贝标题 商品sku sku名称
        sku编码 商品编码 商品编号 商品id 产品编号 产品id 货号 款号 型号 品名 品牌 酒店 酒店名称 餐厅
        店铺 店铺名称 门店 门店名称 航空公司 商品类目 类目 品类 商品分类 分类 类别""",
    "order_id": """
        order_id order_no order_number order order_code order_ref purchase_id transaction_id
        订单号 订单编号 订单id 订单号码 订单 交易号 交易单号 主订单编号 子订单编号""",
    "customer_id": """
        customer_id customer_no customer_number client_id user_id userid member_id account_id
        buyer_id reviewer_id author_id requester_id consumer_id contact_id profile_id shopper_id
        customer uid openid
        客户id 客户编号 用户id 用户编号 会员id 会员号 会员编号 会员卡号 买家id
        顾客id 客户号 账号""",
    "customer_name": """
        customer_name user_name username nickname nick_name nick reviewer reviewer_name author
        author_name buyer_name consumer_name reviewer_display_name requester requester_name
        person_name contact_name respondent_name buyer screen_name display_name full_name
        shopper shopper_name client client_name guest guest_name account account_name name user
        昵称 用户昵称 客户昵称 买家昵称 会员昵称 客户姓名 客户名称 用户名 用户名称 会员名 姓名 买家
        客户 顾客 用户 评论人 评价人 评论者 买家会员名 客人 顾客姓名 买家名 谁""",
    "touchpoint": """
        touchpoint touch_point journey_stage stage interaction contact_point
        触点 接触点 触点名称 服务触点 环节 旅程阶段 客户旅程 场景""",
    "segment": """
        segment customer_segment customer_type customer_tier tier member_level membership
        membership_level user_type loyalty_tier vip_level customer_group
        plan plan_name plan_type subscription subscription_plan subscription_tier account_type
        account_tier cabin cabin_class travel_class traveller_type traveler_type
        客户分层 客户分群 客户类型 客户等级 会员等级 会员级别 用户分层 用户等级
        用户类型 人群 分层""",
    "language": """
        language lang language_code locale
        语言 语种 评论语言""",
    "source": """
        source source_name data_source feedback_source origin
        来源 数据来源 评论来源 反馈来源 评价来源""",
}

NAMES: dict[str, str] = {
    field: f"{names} {FOREIGN_NAMES.get(field, '')}" for field, names in OWN_NAMES.items()
}

FIELDS: tuple[str, ...] = tuple(NAMES)
